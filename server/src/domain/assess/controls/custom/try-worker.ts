import { parentPort, workerData } from 'node:worker_threads';
import type { z } from 'zod';
import type { AnyControl } from '../../../../plugin-kit/define-control.ts';
import type { ResourceType } from '../../../../plugin-kit/define-resource-type.ts';
import { evidenceOf, judgedAccount, judgeOf } from '../../../../plugin-kit/judge.ts';
import { judgeBy } from './custom-control.ts';
import type { Trial, Tried } from './try-in-thread.ts';

/**
 * The thread in which an expression that is only being tried judges resources: however it behaves, requests of
 * others are answered meanwhile, and whoever started the thread ends it when its time is over.
 */
const port = parentPort;
if (port === null) throw new Error('try-worker.ts only runs as a worker thread');

const { check, resources } = workerData as Trial;
const account = judgedAccount({
  accountId: '',
  regions: [],
  judgedAt: new Date(0),
  fleets: (type) => ({ type, resources: [], unlisted: [] }),
});
const judges = new Map<string, AnyControl>();

for (const resource of resources) {
  const control = judges.get(resource.type) ?? controlFor(resource.type);
  judges.set(resource.type, control);
  const verdict = judgeOf(control, account)(resource);
  const tried: Tried = {
    id: resource.id,
    status: verdict.status,
    message: verdict.message,
    evidence: evidenceOf(control, account, resource, verdict),
  };
  port.postMessage(tried);
}

/** Only what judging asks of a control. */
function controlFor(type: string): AnyControl {
  return {
    id: 'custom-trial',
    version: 1,
    title: '',
    severity: 'low',
    category: 'governance',
    risk: '',
    advice: { console: '', cli: '', terraform: '', cloudformation: '' },
    references: [],
    equivalents: [],
    resource: { type } as ResourceType<z.ZodType>,
    evaluate: judgeBy(check, type),
  };
}
