package ingest

import "testing"

// The same code is another place in another year: no trend of a wijk may rest on an area that bears another place's name.
func TestRealCodesAreOnePlace(t *testing.T) {
	db := realDB(t)
	// What each trap is in each division that the files know.
	expect(t, db, `select code, year, name from area where (code, year) in (('WK099511', 2014), ('WK099511', 2016), ('WK099511', 2020),
			('WK001409', 2014), ('WK001409', 2016), ('BU00140104', 2014), ('BU00140104', 2020), ('BU00140900', 2014), ('BU00140900', 2020)) order by all`,
		"BU00140104,2014,Vinkhuizen-Zuid", "BU00140104,2020,Grunobuurt",
		"BU00140900,2014,Oosterhoogebrug", "BU00140900,2020,Vinkhuizen-Noord",
		"WK001409,2014,Wijk 09 Noorddijk", "WK001409,2016,Nieuw-West",
		"WK099511,2014,Gebied 11 Lelystad Noordoost", "WK099511,2016,Zuiderzeewijk", "WK099511,2020,Warande")
	expect(t, db, `select count(*) from trend_input n join subject s on s.slug = n.subject and s.kind = 'wijk'
		join area a on a.year = n.area_year and a.code = n.area_code
		where a.name in ('Grunobuurt', 'Badstratenbuurt', 'Oosterhoogebrug', 'Lewenborg-Zuid', 'Wijk 09 Noorddijk', 'Warande', 'Flora West', 'Flora Midden')`, "0")
	// Every area behind a wijk's value is one that the catalogue names for that division, or that the borders put in the wijk.
	expect(t, db, `select count(*) from trend_input n join subject s on s.slug = n.subject and s.kind = 'wijk'
		where not exists (from subject_part p where p.subject = n.subject and p.year = n.area_year and p.code = n.area_code and p.used)
			and not exists (from crosswalk c join subject_part p on p.year = c.to_year and p.code = c.to_code and p.subject = n.subject
				where c.from_year = n.area_year and c.from_code = n.area_code)`, "0")
}

// Zuiderzeewijk was a smaller wijk in 2016: what it has of the wijk of now is converted from the parts of 2016. In 2015 and 2017, of which
// the files have no borders, it is the smaller wijk itself, and no line goes from one to the other.
func TestRealBordersThatMoved(t *testing.T) {
	db := realDB(t)
	expect(t, db, "select year, value, quality, break_before from trend where subject = 'zuiderzeewijk' and indicator = 'inwoners' order by year",
		"2015,4550,A,false", "2016,5745,C,true", "2017,4585,A,true", "2020,5830,A,true", "2021,5810,A,false", "2022,5920,A,false", "2024,6665,A,false")
	expect(t, db, `select n.area_code, n.weight from trend_input n where subject = 'zuiderzeewijk' and indicator = 'inwoners' and year = 2016 order by 1`,
		"WK099511,1", "WK099516,1", "WK099561,1")
	// A class is never averaged: that of the smaller wijk stays, as another area's.
	expect(t, db, "select distinct quality from trend where subject = 'zuiderzeewijk' and indicator = 'lbm2_klasse' and value is not null", "D")
	// Jol and Vinkhuizen were a part of one larger area: that is no conversion.
	expect(t, db, "select subject, quality from trend where indicator = 'aandeel_65plus' and year = 2016 and subject in ('jol', 'vinkhuizen') order by 1",
		"vinkhuizen,D", "jol,D")
	expect(t, db, "select count(*) from finding where kind = 'grens' and subject = 'zuiderzeewijk'", "1")
}

// Shares of one area are its whole, and people and ground say so both.
func TestRealCrosswalk(t *testing.T) {
	db := realDB(t)
	expect(t, db, `select count(*) > 100 from (select distinct from_year, from_code from crosswalk)`, "true")
	expect(t, db, `select count(*) from (select sum(share_area) as ground, sum(share_people) as people from crosswalk group by from_year, from_code)
		where abs(ground - 1) > 1e-9 or abs(people - 1) > 1e-9`, "0")
	// Moerwijk kept its border: its four buurten are all of it.
	expect(t, db, `select count(*), round(sum(share_area), 3) from crosswalk where from_year = 2016 and from_code = 'WK051836'
		and to_code in ('BU05183620', 'BU05183637', 'BU05183638', 'BU05183639')`, "4,1")
	expect(t, db, "select count(*) from subject_outline where subject = 'moerwijk' and year = 2016 and overlap > 0.97", "1")
}

// The ring is the buurten around a wijk in a division whose borders are known, and never a buurt of the wijk itself.
func TestRealRings(t *testing.T) {
	db := realDB(t)
	expect(t, db, "select count(distinct subject) from trend t join subject s on s.slug = t.subject where s.kind = 'ring' and t.value is not null", "12")
	expect(t, db, `select count(*) from trend_input n join subject_part p on p.year = n.area_year and p.code = n.area_code and p.used and p.relation in ('gelijk', 'deel')
		where n.subject = p.subject || '-ring'`, "0")
	expect(t, db, "select distinct a.name from trend_input n join area a on a.year = n.area_year and a.code = n.area_code where n.subject = 'tarwewijk-ring' and n.indicator = 'lbm' order by 1",
		"Afrikaanderwijk", "Bloemhof", "Carnisse", "Katendrecht", "Oud Charlois", "Zuidplein")
}
