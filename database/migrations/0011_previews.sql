-- Each file carries what the scanner said of it and whether there is a picture of it to show.
alter table attachments
  -- held: nobody opens it until the scanner has answered; infected: its bytes are gone
  add column scan text not null default 'clean' check (scan in ('clean', 'held', 'infected')),
  add column scan_tries integer not null default 0,
  add column scan_next timestamptz,
  add column preview text not null default 'none' check (preview in ('none', 'waiting', 'ready', 'failed')),
  add column preview_tries integer not null default 0,
  add column preview_next timestamptz,
  add column preview_width integer,
  add column preview_height integer,
  add constraint attachments_preview_size
    check ((preview = 'ready') = (preview_width is not null and preview_height is not null));

-- What lies here already gets its picture too.
update attachments set preview = 'waiting'
  where media_type in ('image/png', 'image/apng', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf');

-- From here on the program says both of every file.
alter table attachments alter column scan drop default, alter column preview drop default;

create index attachments_to_draw on attachments (preview_tries, uploaded_at desc) where preview = 'waiting';
create index attachments_to_scan on attachments (scan_next) where scan = 'held';

-- A draft that was filed or thrown away leaves its id behind for a while: a copy of it still on its way must not revive it.
alter table request_drafts add column gone_at timestamptz;
create index request_drafts_gone on request_drafts (gone_at) where gone_at is not null;
