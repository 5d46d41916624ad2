import type { Json, JsonObject } from '../core/json.ts';
import type { ResourceType } from './define-resource-type.ts';

/**
 * How one setting of one kind of resource is brought into order: read it, say what it should be, write it. The
 * core asks for approval, reads again before it writes, writes once, reads back, and judges the finding again;
 * a remediation knows nothing of that.
 */

/** The resource that is changed. */
export type RemediationTarget = {
  /** Ours: `s3_bucket`. */
  resourceType: string;
  /** The vendor's identifier: the ARN where there is one. */
  externalId: string;
  name: string;
  /** The vendor's region, or `global`. */
  region: string;
  /** The vendor's account. */
  accountId: string;
};

export type RemediationContext = {
  target: RemediationTarget;
  /** The whole resource as it was last collected, in the vendor's shape. May be older than the state. */
  configuration: JsonObject;
  /** What a drift is measured against; null when the finding is a control's. */
  baseline: JsonObject | null;
};

/** What is to be done about a state: a change, nothing because it is in order, or why this cannot help. */
export type RemediationPlan<State extends Json> =
  | {
      after: State;
      /** What happens, with the resource's name: `Block all public access of halden-exports`. */
      summary: string;
    }
  | { nothing: string }
  | { cannot: string };

/** How a person makes the same change. */
export type ByHand = {
  /** Commands for a POSIX shell, to be run in this order. */
  cli: string[];
  /** The lines to add or change; null where Terraform cannot say it. */
  terraform: string | null;
  /** Steps in the vendor's web; null where there are none. */
  console: string | null;
};

export const remediationRisks = ['low', 'medium', 'high'] as const;
export type RemediationRisk = (typeof remediationRisks)[number];

/**
 * `State` is exactly what the change is about, in the vendor's shape, and nothing else: a difference in it voids
 * an approved plan. Two readings of the same state are equal, also in the order of lists.
 */
export type Remediation<
  Type extends ResourceType = ResourceType,
  Session = unknown,
  State extends Json = Json,
> = {
  /** Permanent: `aws-s3-block-public-access`. */
  id: string;
  /** In the imperative: `Block public access of an S3 bucket`. */
  title: string;
  /** What it changes and what it leaves alone, in one to three sentences. */
  description: string;
  resource: Type;
  risk: RemediationRisk;
  /** What may stop working, for whom, and whether there is a pause; before anybody approves. */
  impact: string;
  /** How long a person needs for the same by hand. */
  effortMinutes: number;
  /** Controls of the same resource type that pass afterwards. */
  controls: readonly string[];
  /** Top-level attributes whose drift this takes back or makes safe. */
  driftAttributes: readonly string[];
  /** What cannot be taken back, said before approval; null when the way back leads to the same bytes. */
  irreversible: string | null;
  /** Actions of the vendor's permission system: what has to be granted. */
  permissions: { read: readonly string[]; write: readonly string[] };
  /** The only calls besides reads that may be sent: `service:Operation`, as the session names them. */
  calls: { writes: readonly string[] };
  /** The present state; null when the resource is gone. Throws when it cannot be read: unknown is no state. */
  read(session: Session, target: RemediationTarget): Promise<State | null>;
  /** Pure. The plan of `after` is `nothing`. */
  plan(state: State, context: RemediationContext): RemediationPlan<State>;
  /** Brings the resource from one state to the other, and is also the way back. Repeating it changes nothing. */
  write(session: Session, target: RemediationTarget, from: State, to: State): Promise<void>;
  /**
   * What the vendor locks together with the resource, by the resource as it was last collected: `cluster orders`.
   * Changes of one region with the same answer are made one after the other, others side by side. Null: nothing
   * besides the resource. Pure.
   */
  parent?(target: Omit<RemediationTarget, 'accountId'>, configuration: JsonObject): string | null;
  /** Of the declared calls those that bring one state to the other; all of them when absent. Pure. */
  callsBetween?(from: State, to: State): readonly string[];
  /**
   * Where the way back leads, null where there is none. When absent: to `before`, or nowhere when the change is
   * irreversible. Pure.
   */
  wayBack?(before: State, after: State): State | null;
  /** Pure. */
  byHand(target: RemediationTarget, before: State, after: State): ByHand;
};

/** A remediation as the core handles it. */
export type AnyRemediation = Omit<
  Remediation,
  'read' | 'plan' | 'write' | 'callsBetween' | 'wayBack' | 'byHand'
> & {
  read(session: unknown, target: RemediationTarget): Promise<Json | null>;
  plan(state: Json, context: RemediationContext): RemediationPlan<Json>;
  write(session: unknown, target: RemediationTarget, from: Json, to: Json): Promise<void>;
  callsBetween(from: Json, to: Json): readonly string[];
  wayBack(before: Json, after: Json): Json | null;
  byHand(target: RemediationTarget, before: Json, after: Json): ByHand;
};

export function defineRemediation<Type extends ResourceType, Session, State extends Json>(
  remediation: Remediation<Type, Session, State>,
): AnyRemediation {
  const { calls, irreversible, callsBetween, wayBack } = remediation;
  return {
    ...(remediation as unknown as AnyRemediation),
    callsBetween: (from, to) => callsBetween?.(from as State, to as State) ?? calls.writes,
    wayBack: (before, after) => {
      if (wayBack !== undefined) return wayBack(before as State, after as State);
      return irreversible === null ? before : null;
    },
  };
}

/** A state with what the plan of it has to be. */
export type RemediationCase = {
  /** What is special about it, as the end of "a bucket …". */
  title: string;
  state: Json;
  configuration?: JsonObject;
  baseline?: JsonObject;
  /** The state that the plan leads to, or which of the other answers it is. */
  plan: { after: Json } | 'nothing' | 'cannot';
  /** Part of the sentence, where it matters. */
  says?: string;
};
