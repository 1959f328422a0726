/** What a migration may do while the version before it is still at work, and what it has to say for itself otherwise. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expands, judge } from '#server/shared/expands.ts';

/** Those before were written before two versions were ever at work together. */
const FIRST_HELD = '0033';

const FILES = globSync(new URL('../database/migrations/*.sql', import.meta.url).pathname)
  .sort()
  .filter((path) => basename(path) >= FIRST_HELD)
  .map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));

/** `-- contracts: …` says why no older program misses it, `-- locks: …` why nobody waits for it. */
const reason = (text: string, word: 'contracts' | 'locks'): string =>
  new RegExp(`^-- ${word}: (.+(?:\\n-- .+)*)`, 'm').exec(text)?.[1] ?? '';

describe('a migration', () => {
  it.each(FILES)('$name only adds, or says why it may do more', ({ text }) => {
    const { narrows, holds } = judge(text);
    if (reason(text, 'contracts').length < 40) expect(narrows).toEqual([]);
    if (reason(text, 'locks').length < 40) expect(holds).toEqual([]);
    if (narrows.length === 0) expect(reason(text, 'contracts')).toBe('');
    if (holds.length === 0) expect(reason(text, 'locks')).toBe('');
  });
});

describe('an older program can go on', () => {
  it.each([
    'create table a (id uuid primary key, b text not null); insert into a values (1); create unique index a_b on a (b);',
    'alter table requests add column b text, add column c integer not null default 0 check (c >= 0);',
    "alter table requests add column b text not null default 'x; drop table y', add check (b <> '');",
    'alter table requests add column b text; create unique index requests_b on requests (lower(b)) where b is not null;',
    'create table a (id uuid); alter table a add column b text not null; alter table a drop column b;',
    'create function f() returns trigger language plpgsql as $$ begin drop table a; delete from b; end $$;',
    'create table a (id uuid); create trigger t after update on a for each row execute function f();',
    'create trigger a after insert on teams for each statement execute function settled_changed();',
    'alter table requests alter column b set default 1; -- drop table a;',
    "comment on table requests is 'drop table a';",
    'alter table requests add column b uuid references people (id);',
  ])('%s', (text) => {
    expect(judge(text)).toEqual({ narrows: [], holds: [] });
  });

  it.each([
    'create index requests_b on requests (state);',
    'alter table requests add column b text; update requests set b = subject where state = 1;',
    'alter table requests add column b uuid not null default gen_random_uuid();',
    'alter table requests add column b text generated always as (lower(subject)) stored;',
  ])('while a table stands still: %s', (text) => {
    expect(judge(text)).toMatchObject({ narrows: [], holds: [expect.any(String)] });
  });
});

describe('an older program cannot go on', () => {
  it.each([
    'drop table a;',
    'alter table requests drop column b;',
    'alter table requests rename column a to b;',
    'alter table requests rename to asked;',
    'alter table requests alter column a type jsonb using to_jsonb(a);',
    'alter table requests alter column a set not null;',
    'alter table requests alter column a drop not null;',
    'alter table requests add column b text not null;',
    'alter table requests add column b text, drop column c;',
    'alter table requests add check (length(subject) < 3);',
    'alter table requests add constraint known check (state in (1, 2)) not valid;',
    'create unique index requests_b on requests (subject);',
    'update requests set subject = upper(subject);',
    'alter table requests add column b text; update requests set b = subject, state = 2;',
    "insert into causes values ('x');",
    'delete from causes;',
    'drop index causes_name;',
    'create or replace function hold_stream(held text) returns text language sql as $$ select held $$;',
    'create trigger t before update on requests for each row execute function refuse_change();',
    'do $$ begin end $$;',
    'truncate requests;',
    'create table a (id uuid); DROP TABLE B;',
  ])('%s', (text) => {
    expect(expands(text)).toBe(false);
  });
});
