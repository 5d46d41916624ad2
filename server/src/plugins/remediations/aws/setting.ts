import { type Json, jsonEqual } from '../../../core/json.ts';
import {
  type AnyRemediation,
  type ByHand,
  defineRemediation,
  type RemediationContext,
  type RemediationTarget,
} from '../../../plugin-kit/define-remediation.ts';
import type { ResourceType } from '../../../plugin-kit/define-resource-type.ts';
import type { AwsActingSession } from '../../providers/aws/session/acting-types.ts';
import { settled } from './settled.ts';

/** What is said of a remediation, apart from what it does. */
export type Words = Pick<
  AnyRemediation,
  'id' | 'title' | 'description' | 'risk' | 'impact' | 'effortMinutes' | 'controls'
>;

/** What is to be done about one value: another value, nothing, or why not. */
export type SettingPlan<Value> = { to: Value; summary: string } | { nothing: string } | { cannot: string };

export type Setting<Type extends ResourceType, Value extends Json> = Words & {
  resource: Type;
  /** The attribute of the resource that is changed: the state has this one member, and its drift is answered. */
  attribute: string;
  irreversible?: string | null;
  permissions: AnyRemediation['permissions'];
  calls: readonly string[];
  /** Minutes that AWS may take between accepting a change and making it; absent when it is made at once. */
  settlesWithinMinutes?: number;
  /** Null when the resource is gone. */
  read(session: AwsActingSession, target: RemediationTarget): Promise<{ value: Value } | null>;
  plan(value: Value, context: RemediationContext): SettingPlan<Value>;
  write(session: AwsActingSession, target: RemediationTarget, to: Value, from: Value): Promise<void>;
  callsBetween?(from: Value, to: Value): readonly string[];
  wayBack?(before: Value, after: Value): Value | undefined;
  parent?: AnyRemediation['parent'];
  byHand(target: RemediationTarget, to: Value, from: Value): ByHand;
};

/** A remediation of one attribute, whose state is its value. */
export function defineSetting<Type extends ResourceType, Value extends Json>(
  setting: Setting<Type, Value>,
): AnyRemediation {
  const { attribute, calls, callsBetween, wayBack, settlesWithinMinutes: minutes } = setting;
  type State = { [name: string]: Value };
  const valueIn = (state: State): Value => state[attribute] as Value;
  const read = async (session: AwsActingSession, target: RemediationTarget): Promise<State | null> => {
    const found = await setting.read(session, target);
    return found === null ? null : { [attribute]: found.value };
  };
  return defineRemediation<Type, AwsActingSession, State>({
    id: setting.id,
    title: setting.title,
    description: setting.description,
    risk: setting.risk,
    impact: setting.impact,
    effortMinutes: setting.effortMinutes,
    controls: setting.controls,
    resource: setting.resource,
    driftAttributes: [attribute],
    irreversible: setting.irreversible ?? null,
    permissions: setting.permissions,
    calls: { writes: calls },
    read,
    plan(state, context) {
      const plan = setting.plan(valueIn(state), context);
      if (!('to' in plan)) return plan;
      return { after: { [attribute]: plan.to }, summary: plan.summary };
    },
    async write(session, target, from, to) {
      const isDone = async () => {
        const now = await read(session, target);
        return now === null || jsonEqual(now, to);
      };
      // Some calls fail where there is nothing to change, and a second time has to change nothing.
      if (await isDone()) return;
      await setting.write(session, target, valueIn(to), valueIn(from));
      if (minutes === undefined) return;
      await settled(session, isDone, { what: target.name, minutes });
    },
    ...(callsBetween && { callsBetween: (from, to) => callsBetween(valueIn(from), valueIn(to)) }),
    ...(wayBack && {
      wayBack(before, after) {
        const value = wayBack(valueIn(before), valueIn(after));
        return value === undefined ? null : { [attribute]: value };
      },
    }),
    ...(setting.parent && { parent: setting.parent }),
    byHand: (target, before, after) => setting.byHand(target, valueIn(after), valueIn(before)),
  });
}
