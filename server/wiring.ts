/** The ordered list of slices and what each gives the others; nothing else knows them all. */
import type { StandingNotice } from '#contract/institution.ts';
import type { Route } from './shared/http/answer.ts';
import type { Identified } from './shared/http/server.ts';
import type { House, Slice } from './shared/house.ts';
import type { Reaction, Schedule } from './shared/jobs.ts';
import type { Work } from './shared/store.ts';

export const SLICES: readonly Slice[] = [];

export const STANDING: readonly ((house: House) => Promise<StandingNotice | null>)[] = [];
export const OPEN_WHILE_EXPIRED: ReadonlySet<string> = new Set();
export const identify = async (_house: House, _token: string): Promise<Identified | null> => null;
export const unreadNotices = async (_house: House, _personId: string): Promise<number> => 0;
export const startingData = async (_work: Work): Promise<void> => undefined;

export const reactionsOf = (slices: readonly Slice[]): Reaction[] => slices.flatMap((slice) => slice.reactions ?? []);
export const schedulesOf = (slices: readonly Slice[]): Schedule[] => slices.flatMap((slice) => slice.schedules ?? []);
export const routesOf = (slices: readonly Slice[], house: House): Route[] => slices.flatMap((slice) => [...(slice.routes?.(house) ?? [])]);
