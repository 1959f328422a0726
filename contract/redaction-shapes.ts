/** What was covered ("testado") of a request, and how it is told. */
import * as v from 'valibot';
import { AttachmentId } from './attachments.ts';
import { MessageId } from './ids.ts';
import { Instant, id, LocalText } from './shapes.ts';

export const RedactionId = id('RedactionId');
export type RedactionId = v.InferOutput<typeof RedactionId>;

/** What stands where something was covered, in every text, letter and file; pages draw it as a bar. */
export const REDACTED = '[testado]';

export const REDACTABLE = ['subject', 'description', 'message', 'file'] as const;
export type Redactable = (typeof REDACTABLE)[number];

/**
 * Why something may be covered: personal data, sensitive personal data, what opens or endangers a system, reserved information, a
 * secret of law (professional, fiscal, banking), a resolution of an authority.
 */
export const REDACTION_GROUNDS = ['personal', 'sensitive', 'security', 'reserved', 'secret', 'resolution'] as const;
export type RedactionGround = (typeof REDACTION_GROUNDS)[number];

/** What everybody reads who reads the request; `reason` and `openings`: the desk and whoever audits it. */
export const RedactionView = v.object({
  id: RedactionId,
  what: v.picklist(REDACTABLE),
  messageId: v.nullable(MessageId),
  attachmentId: v.nullable(AttachmentId),
  ground: v.picklist(REDACTION_GROUNDS),
  /** Law and article; empty where none was cited. */
  basis: v.string(),
  /** How many passages; null: all of it. */
  passages: v.nullable(v.number()),
  by: v.string(),
  /** Their position that day. */
  office: LocalText,
  at: Instant,
  reason: v.nullable(v.string()),
  openings: v.array(v.object({ by: v.string(), at: Instant, reason: v.string() })),
});
export type RedactionView = v.InferOutput<typeof RedactionView>;
