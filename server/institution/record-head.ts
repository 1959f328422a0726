/** What an official record keeps of the institution: as it was called and what headed its papers on that day. */
import type { Institution } from './rows.ts';
import { legendAt } from './rules.ts';

export type RecordHead = {
  readonly governmentName: string;
  readonly hostAgencyName: string;
  readonly ownerUnit: string;
  readonly operatorUnit: string;
  readonly timeZone: string;
  /** Legend of the year. */
  readonly legend: string | null;
  /** Of the logo's bytes, hex. */
  readonly logoSha256: string | null;
};

export const recordHead = (institution: Institution, at: Date): RecordHead => ({
  governmentName: institution.governmentName,
  hostAgencyName: institution.hostAgencyName,
  ownerUnit: institution.ownerUnit,
  operatorUnit: institution.operatorUnit,
  timeZone: institution.timeZone,
  legend: legendAt(institution, at),
  logoSha256: institution.logoSha256,
});
