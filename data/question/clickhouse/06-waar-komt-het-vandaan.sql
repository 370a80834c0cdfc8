-- De observaties worden eerst gekozen, en dan pas gekoppeld. between geeft ClickHouse grenzen waarmee het de index gebruikt; global in kiest precies.
select subject, indicator, year, value, (select unit from indicator where id = 'inwoners') as unit, quality, formula, files, table_ids,
    (select arrayStringConcat(arraySort(groupUniqArray(column_name)), '; ') from indicator_column where indicator = 'inwoners'
        and (select edition from trend where subject = 'vinkhuizen' and indicator = 'inwoners' and year = 2020) between from_year and to_year) as column_names,
    rows
from (select subject, indicator, year, value, quality from trend where subject = 'vinkhuizen' and indicator = 'inwoners' and year = 2020) as t
inner join (
    select subject, indicator, year,
        arrayStringConcat(arrayMap(x -> x.3, arraySort(groupArrayIf((area_code, input,
            coalesce(concat(toString(weight), ' x ', toString(published), ' (', input, ' ', area_code, ' ', toString(area_year), ')'), '')), role = 'waarde'))), ' + ') as formula,
        arrayStringConcat(arraySort(groupUniqArray(file)), '; ') as files,
        nullIf(arrayStringConcat(arraySort(groupUniqArray(table_id)), '; '), '') as table_ids,
        arrayStringConcat(arrayMap(x -> toString(x), arraySort(groupUniqArray(raw_row))), '; ') as rows
    from (
        select * from (
            select * from (select * from trend_input where subject = 'vinkhuizen' and indicator = 'inwoners' and year = 2020) as n
            inner join (
                select indicator as input, area_year, area_code, year as input_year, value as published, raw_file, raw_row
                from observation
                where indicator between (select min(input) from trend_input where subject = 'vinkhuizen' and indicator = 'inwoners' and year = 2020)
                        and (select max(input) from trend_input where subject = 'vinkhuizen' and indicator = 'inwoners' and year = 2020)
                    and (indicator, area_year, area_code, year) global in (
                        select input, area_year, area_code, input_year from trend_input where subject = 'vinkhuizen' and indicator = 'inwoners' and year = 2020)
            ) as o using (input, area_year, area_code, input_year)
        ) as met_cijfer
        inner join (select id as raw_file, name as file, source_id from raw_file) as f using raw_file
    ) as met_bestand
    inner join (select id as source_id, table_id from source) as s using source_id
    group by subject, indicator, year
) as h using (subject, indicator, year)
