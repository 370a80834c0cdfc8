-- The catalogue knows a gemeente outside the six by its code; its name is that of the latest division that has it.
update subject set name = replace(subject.name, subject.gemeente_code, found.name)
from (
    select code, arg_max(name, year) as name from area where level = 'gemeente' and name is not null group by code
) found
where found.code = subject.gemeente_code and subject.kind in ('gemeente', 'rest') and contains(subject.name, subject.gemeente_code)
