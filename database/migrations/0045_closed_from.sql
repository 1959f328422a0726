-- What an account was when it was closed: opened again, it is that. Unknown of those closed before this was kept.
alter table account_closings
  add column state_before text check (state_before in ('invited', 'awaiting_approval', 'active'));
