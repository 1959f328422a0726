-- A team is led by one of its members, and retired instead of deleted.
alter table teams
  add column lead_id uuid,
  add column retired_at timestamptz,
  add column version integer not null default 1,
  add constraint teams_lead_is_member foreign key (id, lead_id) references team_members (team_id, person_id)
    on delete set null (lead_id);

-- Where one member alone held the role, everybody knew who led.
update teams t set lead_id = m.lead_id from (
  select tm.team_id, (array_agg(p.id))[1] as lead_id
  from team_members tm join people p on p.id = tm.person_id
  where p.state = 'active' and 'team_lead' = any(p.roles)
  group by tm.team_id having count(*) = 1
) m where m.team_id = t.id;

-- Who is away on which days, and who stands in. Why, by kind alone: of a sickness nobody needs to read here.
create table absences (
  id uuid primary key,
  person_id uuid not null references people (id),
  from_day date not null,
  to_day date not null,
  deputy_id uuid not null references people (id),
  kind text not null check (kind in ('vacation', 'leave', 'commission', 'training', 'other')),
  version integer not null default 1,
  set_by uuid references people (id),
  set_at timestamptz not null,
  -- taken back before its first day
  cancelled_at timestamptz,
  check (to_day >= from_day),
  check (deputy_id <> person_id)
);
create index absences_person on absences (person_id, to_day) where cancelled_at is null;
create index absences_deputy on absences (deputy_id, to_day) where cancelled_at is null;
create index absences_ends on absences (to_day) where cancelled_at is null;

-- Both change seldom, and who may be given a request is asked at every turn.
create trigger team_members_settled after insert or update or delete on team_members
  for each statement execute function settled_changed();
create trigger absences_settled after insert or update or delete on absences
  for each statement execute function settled_changed();
