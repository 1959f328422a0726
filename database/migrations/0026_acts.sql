-- Why an act that waited was refused, for whoever asks what became of it after it ended.
alter table held_acts add column refused_code text;
