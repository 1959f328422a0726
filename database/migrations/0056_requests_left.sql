-- How many requests nobody was there to take; null: carried out before this was counted.
alter table deactivations add column requests_left integer;
