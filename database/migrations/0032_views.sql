-- A saved view is kept with the form it was saved in; null, as of those saved before: the form its reader works in.
alter table saved_views add column form text check (form in ('split', 'list'));
