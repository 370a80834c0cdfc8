-- The indicators of which any of these subjects has a value.
select distinct indicator::varchar from trend where value is not null and subject in (select unnest($1))
