-- Those that were closed as duplicates of a request, found from it.
create index requests_duplicates on requests (duplicate_of) where duplicate_of is not null;
