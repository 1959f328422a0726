-- Of an act on many that waited: what became of each request, for whoever comes too late to take it back.
-- [{ "id", "outcome": "done" | "undone" | "refused", "code", "values" }]; null for an act on one.
alter table held_acts add column outcomes jsonb;
