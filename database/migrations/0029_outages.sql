-- The outage that a request reports together with others: a notice of the desk that holds them.
alter table requests add column outage_id uuid references announcements (id);
create index requests_outage on requests (outage_id) where outage_id is not null;

-- What came of one service about the same time: whether it may be an outage nobody has told of yet.
create index requests_of_service on requests (service_id, registered_at) where service_id is not null;

-- What ended it, in the words with which the requests it holds are resolved.
alter table announcements add column solution text check (length(solution) between 1 and 4000);
