-- locks: people are read and not written for as long as two indexes of them take, a second with ten thousand
-- People found by whatever an administrator has in hand: a part of the name, of the address, or of the employee number.
create index people_found on people using gin (plain_text(given_names || ' ' || first_surname || ' ' || second_surname
  || ' ' || email || ' ' || employee_number) gin_trgm_ops);
-- Colleagues are found by another index, without the number: it is nobody's to look up but an administrator's.
create index people_roles on people using gin (roles);
