package main

import "strconv"

// published takes the figures of the six gemeenten and the country from the publisher's own files in the store; a column in which the
// publisher gives nothing is left out, and so is a whole percentage of the map where the table has the counts that it was made from.
func published(source string) func(*carrier) ([]cell, error) {
	return func(c *carrier) ([]cell, error) {
		rows, err := c.db.Query(`select o.area_year, o.edition, o.area_code, coalesce(a.name, ''), o.indicator::varchar, o.value
			from observation o join raw_file f on f.id = o.raw_file join area a on a.year = o.area_year and a.code = o.area_code
			join indicator i on i.id = o.indicator
			left join observation n on n.indicator::varchar = i.numerator and n.area_year = o.area_year and n.area_code = o.area_code and n.year = o.year
			where f.source_id = ? and f.name not like 'meegeleverd%' and (o.area_code = 'NL00' or 'GM' || substr(o.area_code, 3, 4) in (select unnest(?)))
				and not (f.format like 'Wijk- en buurtkaart%' and n.value is not null)
				and not (a.name is null and substr(o.area_code, 1, 2) = 'WK' and substr(o.area_code, 7) in ('97', '98', '99')) -- large water
			qualify count(o.value) over (partition by o.indicator) > 0`, source, c.cat.Gemeenten())
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		var out []cell
		for rows.Next() {
			var x cell
			var v *float64
			if err := rows.Scan(&x.areaYear, &x.year, &x.code, &x.name, &x.indicator, &v); err != nil {
				return nil, err
			}
			x.text = number(v)
			out = append(out, x)
		}
		return out, rows.Err()
	}
}

func number(v *float64) string {
	if v == nil {
		return "."
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}
