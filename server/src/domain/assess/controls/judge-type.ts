import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Unseen, Verdict } from '../../../core/verdict.ts';
import { sha256Hex } from '../../../platform/hash.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import type { JudgedResource } from '../../../plugin-kit/fleet.ts';
import { evidenceOf, type JudgedAccount, judgeOf } from '../../../plugin-kit/judge.ts';
import { letterOf, type TypeCatalogue } from './catalogue.ts';

/** What fails or cannot be known of one resource, ready to be stored. */
export type Finding = {
  control: AnyControl;
  status: 'fail' | 'unknown';
  message: string;
  evidence: JsonObject;
  unseen: readonly Unseen[];
  /** Of what decided: equal evidence, equal fingerprint, however the sentence counts the days. */
  fingerprint: string;
};

export type Judgement = {
  /** A letter per control of the type. */
  statuses: string;
  findings: Finding[];
};

/** Places of controls in a catalogue. */
export type Places = readonly number[];

export type TypeJudge = {
  /** All controls of the type. */
  judge(resource: JudgedResource): Judgement;
  /** Only some of them again; the other letters stay as they were. */
  judgeAgain(resource: JudgedResource, places: Places, before: string): Judgement;
};

const longestMessage = 1000;
const longestEvidence = 2000;
const unseenKept = 20;

/** The controls of one type made ready for one account. Pure: no I/O, no clock. */
export function typeJudge(catalogue: TypeCatalogue, account: JudgedAccount): TypeJudge {
  const judges = catalogue.controls.map((control) => judgeOf(control, account));
  const all = catalogue.controls.map((_control, place) => place);

  function judgeAgain(resource: JudgedResource, places: Places, before: string): Judgement {
    const letters = before.split('');
    const findings: Finding[] = [];
    for (const place of places) {
      const control = catalogue.controls[place] as AnyControl;
      const verdict = (judges[place] as (resource: JudgedResource) => Verdict)(resource);
      letters[place] = letterOf[verdict.status];
      if (verdict.status === 'fail' || verdict.status === 'unknown')
        findings.push(findingOf(control, account, resource, verdict, verdict.status));
    }
    return { statuses: letters.join(''), findings };
  }

  return { judge: (resource) => judgeAgain(resource, all, ''), judgeAgain };
}

function findingOf(
  control: AnyControl,
  account: JudgedAccount,
  resource: JudgedResource,
  verdict: Verdict,
  status: 'fail' | 'unknown',
): Finding {
  const message = storable(verdict.message.slice(0, longestMessage));
  const evidence = boundedEvidence(evidenceOf(control, account, resource, verdict));
  const unseen = (verdict.unseen ?? []).slice(0, unseenKept);
  const facts: Json = [control.id, control.version, status, evidence, unseen.map((each) => ({ ...each }))];
  return { control, status, message, evidence, unseen, fingerprint: sha256Hex(canonicalJson(facts)) };
}

/** Each value at most `longestEvidence` signs of JSON; a longer one is replaced by its beginning. */
function boundedEvidence(evidence: Record<string, Json>): JsonObject {
  const bounded: JsonObject = {};
  for (const [path, value] of Object.entries(evidence)) {
    if (typeof value !== 'object' && typeof value !== 'string') {
      bounded[path] = value;
      continue;
    }
    if (value === null) {
      bounded[path] = null;
      continue;
    }
    const text = JSON.stringify(value);
    bounded[path] =
      text.length <= longestEvidence ? value : `${text.slice(0, longestEvidence).toWellFormed()} …`;
  }
  return bounded;
}

/** A database text holds no NUL and no half of a sign. */
const storable = (text: string): string => text.replaceAll('\0', '\u{fffd}').toWellFormed();
