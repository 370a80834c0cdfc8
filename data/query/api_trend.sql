select rowid as place, subject, indicator, year, value, status, quality, coverage, low, high, break_before, edition, division, stretch, why, margin, rough from trend
