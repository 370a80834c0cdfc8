-- The divisions that have a code, with its name and gemeente; the latest first.
select year, coalesce(name, code), coalesce(gemeente_code, '') from area where code = $1 order by year desc
