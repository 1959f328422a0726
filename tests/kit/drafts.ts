/** What a page keeps of a request half written. */
import type { Page, Response } from 'playwright-core';
import { saveDraft } from '#contract/requests.ts';

/** The next time the server keeps a draft that has some of these. Ask before the act that adds them, await it afterwards. */
export const draftSaved = (page: Page, some: 'attachments' | 'answers'): Promise<Response> =>
  page.waitForResponse((response) => {
    const sent = response.request();
    if (!sent.url().includes(saveDraft.path.replace(':id', '')) || sent.method() !== saveDraft.method) return false;
    return response.ok() && Object.keys(sent.postDataJSON()[some] ?? {}).length > 0;
  });
