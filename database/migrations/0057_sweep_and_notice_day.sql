-- What the last nightly look through letters took away; null: a program of before looked, or nobody has yet.
alter table retention_terms add column swept_letters integer check (swept_letters >= 0);
alter table retention_terms add column swept_notices integer check (swept_notices >= 0);

-- The instant from which a version of the privacy notice holds; null: since it was published.
alter table privacy_notices add column applies_at timestamptz;
