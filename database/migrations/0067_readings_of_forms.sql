-- The record of an enrolment or of a deactivation is opened too (decision 54), by DTI among others.
-- contracts: the checks take words more; every reading that an older program writes still passes them.
-- of enrolments or of deactivations; null: of none
alter table readings add column form_id uuid;
create index readings_form on readings (form_id, read_at, id) where form_id is not null;
alter table readings drop constraint readings_what_check;
alter table readings drop constraint readings_by_right_check;
-- Not validated: what stands there passed a narrower one.
alter table readings
  add constraint readings_what_check check (what in ('page', 'clock', 'receipt', 'paper', 'file', 'dossier', 'original',
    'urgency', 'own_data', 'log', 'log_export', 'enrolment', 'deactivation')) not valid,
  add constraint readings_by_right_check check (by_right in ('own', 'participant', 'delegate', 'desk', 'service_owner',
    'operator', 'agency', 'auditor')) not valid;
