import pandas as pd

adres = "ADRES/api/v1/"
reeks = pd.read_csv(adres + "trend.csv?subject=moerwijk,gm0518,nl&indicator=inwoners")

# Een breuk knipt de reeks: wat ervoor ligt is niet te vergelijken met wat erna komt.
reeks["stuk"] = reeks.groupby("subject")["break_before"].cumsum()
print(reeks.pivot(index="year", columns="subject", values="value"))
