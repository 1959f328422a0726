/** The acts of who attends; apart from the calls of who only asks. */
import type { BodyInput } from '#contract/operation.ts';
import {
  assignRequest,
  rejectRequest,
  resumeRequest,
  scheduleVisit,
  takeRequest,
  waitThirdParty,
} from '#contract/request-attending.ts';
import { call } from '#web/shared/client.ts';

type Id = { id: string };

export const deskActs = {
  take: ({ id }: Id, { body }: { body: BodyInput<typeof takeRequest> }) => call(takeRequest, { params: { id }, body }),
  assign: ({ id }: Id, { body }: { body: BodyInput<typeof assignRequest> }) =>
    call(assignRequest, { params: { id }, body }),
  wait: ({ id }: Id, { body }: { body: BodyInput<typeof waitThirdParty> }) =>
    call(waitThirdParty, { params: { id }, body }),
  resume: ({ id }: Id, { body }: { body: BodyInput<typeof resumeRequest> }) =>
    call(resumeRequest, { params: { id }, body }),
  schedule: ({ id }: Id, { body }: { body: BodyInput<typeof scheduleVisit> }) =>
    call(scheduleVisit, { params: { id }, body }),
  reject: ({ id }: Id, { body }: { body: BodyInput<typeof rejectRequest> }) =>
    call(rejectRequest, { params: { id }, body }),
};
