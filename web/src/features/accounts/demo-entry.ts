/** In at one press: the password, and the code an application of this person would show. */
import { answerSecondStep, signIn } from '#contract/accounts.ts';
import { call, Refused } from '#web/shared/client.ts';
import { demoCode } from './demo-code.ts';
import { useEntering } from './queries.ts';

type Account = { email: string; password: string; totpSecret: string | null };

/** A code is good once: who comes back within thirty seconds uses the next one, and after that the page asks for it. */
const STEPS = [0, 1];

async function enter({ email, password, totpSecret }: Account): Promise<void> {
  await call(signIn, { body: { email, password } });
  if (totpSecret === null) return;
  for (const step of STEPS) {
    try {
      await call(answerSecondStep, { body: { code: await demoCode(totpSecret, Date.now(), step) } });
      return;
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.code !== 'second-step.wrong') throw error;
    }
  }
}

export const useDemoEntry = () => useEntering(enter);
