# Worked examples for slope_test.go, in base R alone. Run: Rscript testdata/trend.R > testdata/trend.csv
# Chances are cor.test's; slopes are taken from the definitions of Sen (1968), Hollander & Wolfe (1973, 9.3) and Gilbert (1987, 16.5).
slopes <- function(x, y) {
  p <- combn(length(x), 2)
  sort((y[p[2, ]] - y[p[1, ]]) / (x[p[2, ]] - x[p[1, ]]))
}
# How often each number of falling pairs occurs among all orders of n values: the product of 1 + q + ... + q^(i-1).
falling <- function(n) {
  out <- 1
  for (i in 2:n) out <- rowSums(sapply(0:(i - 1), function(k) c(rep(0, k), out, rep(0, i - 1 - k))))
  cumsum(out) / sum(out)
}
row <- function(name, x, y) {
  n <- length(x)
  exact <- n <= 10 && !any(duplicated(y))
  chance <- cor.test(x, y, method = "kendall", exact = exact, continuity = TRUE)$p.value
  s <- sum(sign(outer(x, x, "-")) * sign(outer(y, y, "-"))) / 2
  k <- slopes(x, y)
  tied <- table(y)
  v <- (n * (n - 1) * (2 * n + 5) - sum(tied * (tied - 1) * (2 * tied + 5))) / 18
  c <- if (exact) length(k) - 2 * (max(which(falling(n) <= 0.05)) - 1) - 2 else qnorm(0.95) * sqrt(v)
  at <- function(rank) approx(seq_along(k), k, rank)$y
  cat(sprintf("%s,%s,%s,%d,%.12g,%.12g,%.12g,%.12g\n", name, paste(x, collapse = ";"), paste(y, collapse = ";"),
    s, median(k), chance, at((length(k) - c) / 2), at((length(k) + c) / 2 + 1)))
}
cat("name,x,y,s,slope,p,low,high\n")
# Hollander & Wolfe (1973), p. 187: also on R's own help page of cor.test, with T = 26 (S = 16) and p = 0.1194.
x <- c(44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1)
y <- c(2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8)
row("tonijn", x[order(x)], y[order(x)])
# Our own numbers: one outlier on a straight line, years that are not next to each other, the fewest points, no direction, many ties.
row("uitschieter", 1:7, c(1, 2, 3, 4, 5, 16, 7))
row("gaten", c(2012, 2016, 2020, 2022, 2024), c(71.2, 69.8, 70.1, 66.4, 64.9))
row("vier", c(2014, 2016, 2018, 2020), c(5.1, 4.8, 4.4, 4.1))
row("heen en weer", 2008:2019, c(31, 28, 33, 27, 36, 26, 37, 25, 38, 24, 34, 29))
row("gelijke", 2008:2022, c(4, 4, 5, 5, 5, 4, 5, 6, 6, 6, 5, 6, 7, 7, 6))
