/**
 * Ids that several slices name. Here, and not where the thing itself is told, so that a page which only names a level does not
 * fetch all that is said of levels.
 */
import type * as v from 'valibot';
import { id } from './shapes.ts';

export const AgencyId = id('AgencyId');
export type AgencyId = v.InferOutput<typeof AgencyId>;
export const PositionId = id('PositionId');
export type PositionId = v.InferOutput<typeof PositionId>;
export const AreaId = id('AreaId');
export type AreaId = v.InferOutput<typeof AreaId>;
export const ServiceId = id('ServiceId');
export type ServiceId = v.InferOutput<typeof ServiceId>;
export const LevelId = id('LevelId');
export type LevelId = v.InferOutput<typeof LevelId>;
export const TeamId = id('TeamId');
export type TeamId = v.InferOutput<typeof TeamId>;
export const PersonId = id('PersonId');
export type PersonId = v.InferOutput<typeof PersonId>;
export const PhotoId = id('PhotoId');
export type PhotoId = v.InferOutput<typeof PhotoId>;
export const AnnouncementId = id('AnnouncementId');
export type AnnouncementId = v.InferOutput<typeof AnnouncementId>;
export const CalendarId = id('CalendarId');
export type CalendarId = v.InferOutput<typeof CalendarId>;
export const MessageId = id('MessageId');
export type MessageId = v.InferOutput<typeof MessageId>;
