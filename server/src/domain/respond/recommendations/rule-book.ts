import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import type { Advice, AnyRecommendation, Step } from '../../../plugin-kit/define-recommendation.ts';
import type { ResourceType } from '../../../plugin-kit/define-resource-type.ts';
import type { Catalogue } from '../../assess/controls/index.ts';

/** A rule with the drifts that it answers. Rules of plug-ins answer weakening ones only. */
export type Rule = AnyRecommendation & { driftTypes: readonly string[] };

/** The rules of an organisation: those of the product, and for what none of them claims the finding's own advice. */
export type RuleBook = {
  byId(id: string): Rule | undefined;
  forControl(controlId: string): Rule | undefined;
  /** One that takes the drift for a weakness, or the general one. */
  forDrift(drift: { resourceType: string; attribute: string; type: string }): Rule | undefined;
  ofType(type: string): readonly Rule[];
  /** Those that look at configurations by themselves. */
  looking: readonly Rule[];
};

const everyDrift = ['security', 'configuration', 'compliance'] as const;

export function ruleBook(parts: {
  rules: readonly AnyRecommendation[];
  catalogue: Catalogue;
  resourceTypes: ReadonlyMap<string, ResourceType>;
}): RuleBook {
  const rules = parts.rules.map((rule): Rule => ({ ...rule, driftTypes: ['security'] }));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const byControl = new Map(
    rules.flatMap((rule) => rule.controls.map((control) => [control, rule] as const)),
  );
  const byAttribute = new Map<string, Rule>(
    rules.flatMap((rule) =>
      (rule.driftAttributes ?? []).map((each) => [`${rule.resource.type}.${each}`, rule] as const),
    ),
  );
  const byType = Map.groupBy(rules, ({ resource }) => resource.type);

  const ofControl = (id: string): Rule | undefined => {
    const [control] = parts.catalogue.byId.get(id) ?? [];
    return control === undefined ? undefined : ruleOfControl(control);
  };
  const ofDrift = (name: string): Rule | undefined => {
    const place = name.indexOf('.');
    const type = parts.resourceTypes.get(name.slice(0, place));
    const attribute = name.slice(place + 1);
    if (type === undefined || attribute === '') return undefined;
    return ruleOfDrift(type, attribute, byAttribute.has(name));
  };
  return {
    byId(id) {
      if (id.startsWith('control:')) return ofControl(id.slice('control:'.length));
      if (id.startsWith('drift:')) return ofDrift(id.slice('drift:'.length));
      return byId.get(id);
    },
    forControl: (id) => byControl.get(id) ?? ofControl(id),
    forDrift({ resourceType, attribute, type }) {
      const claimed = type === 'security' ? byAttribute.get(`${resourceType}.${attribute}`) : undefined;
      return claimed ?? ofDrift(`${resourceType}.${attribute}`);
    },
    ofType: (type) => byType.get(type) ?? [],
    looking: rules.filter(({ when }) => when !== undefined),
  };
}

/** The advice of a control, for all resources of an account that fail it. */
function ruleOfControl(control: AnyControl): Rule {
  return {
    id: `control:${control.id}`,
    version: control.version,
    title: control.title,
    kind: control.category === 'resilience' ? 'performance' : 'security',
    resource: control.resource,
    per: 'account',
    controls: [control.id],
    driftTypes: [],
    exposure: 'unknown',
    effortMinutes: 60,
    references: control.references,
    examples: [],
    advise: ({ resources, total }) => ({
      title: `${total === 1 ? (resources[0].name ?? '') : `${total} resources`}: ${control.title}`,
      explanation: control.risk,
      steps: stepsOf(control),
      impact: `The control holds for what fails it now: ${control.title}.`,
      sideEffects: [],
    }),
  };
}

function stepsOf(control: AnyControl): Step[] {
  const { console: byHand, cli, terraform, cloudformation } = control.advice;
  const ways: [string, string][] = [
    ['In the console', byHand],
    ['By the command line, with your own names', cli],
    ['In Terraform', terraform],
    ['In CloudFormation', cloudformation],
  ];
  return ways.filter(([, text]) => text !== '').map(([way, text]) => ({ text: `${way}: ${text}` }));
}

/** A change that is not known to weaken anything: take it back, or agree to it. */
function ruleOfDrift(resource: ResourceType, attribute: string, claimed: boolean): Rule {
  const driftTypes = claimed ? everyDrift.filter((type) => type !== 'security') : everyDrift;
  return {
    id: `drift:${resource.type}.${attribute}`,
    version: 1,
    title: `Decide about the change of ${attribute}`,
    kind: 'security',
    resource,
    per: 'resource',
    controls: [],
    driftAttributes: [attribute],
    driftTypes,
    exposure: 'unknown',
    effortMinutes: 20,
    references: [],
    examples: [],
    advise: ({ resources: [changed] }): Advice => ({
      title: `Decide about the change of ${attribute} of ${changed.name}`,
      explanation:
        `${attribute} of ${changed.name} in ${changed.region} is not what was agreed: ` +
        `${changed.drifts.map(({ summary }) => summary).join('; ')}. Nobody knows yet whether it was meant.`,
      steps: [
        { text: 'See who changed it, when and by which call, in the detail of the drift.' },
        {
          text: `If it was a mistake, set ${attribute} of ${changed.name} back to the value of the baseline, in the template first where there is one.`,
        },
        { text: 'If it was meant, resolve the drift with a new baseline, so that the next change is seen.' },
      ],
      impact: 'What is configured is what was agreed.',
      sideEffects: ['Setting it back undoes what somebody may rely on by now: ask them first.'],
    }),
  };
}
