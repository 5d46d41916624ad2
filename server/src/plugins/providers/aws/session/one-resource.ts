import type { OneCall } from '../../../../plugin-kit/define-collector.ts';
import { AwsCallError, isCode } from './call-error.ts';

/** What a call is asked with when only one resource is wanted. */
export function narrowedInput(how: OneCall | undefined, input: object): object {
  return how?.input === undefined ? input : { ...input, ...how.input };
}

/** The answer without what a prefix found besides. */
export function narrowedAnswer<Answer extends object>(how: OneCall | undefined, answer: Answer): Answer {
  const { only } = how ?? {};
  if (only === undefined) return answer;
  const items: unknown = (answer as Record<string, unknown>)[only.items];
  return Array.isArray(items) ? { ...answer, [only.items]: items.filter(only.keep) } : answer;
}

/** The pages of a list that is asked for one resource; none where the vendor says that it is not there. */
export async function* narrowedPages(
  how: OneCall | undefined,
  input: object,
  ask: (input: object) => AsyncIterable<object>,
): AsyncIterable<object> {
  if (how?.answer !== undefined) {
    yield how.answer;
    return;
  }
  try {
    for await (const page of ask(narrowedInput(how, input))) yield narrowedAnswer(how, page);
  } catch (error) {
    const isGone = error instanceof AwsCallError && how?.gone !== undefined && isCode(error.code, how.gone);
    if (!isGone) throw error;
  }
}

/** What follows account and region in an ARN: `log-group:/aws/lambda/orders`, `vpc/vpc-0abc`. */
const inArn = (arn: string): string => arn.split(':').slice(5).join(':');

/** What follows the kind of resource in an ARN: `/aws/lambda/orders`, `vpc-0abc`, `team/web`. */
export function idInArn(arn: string): string {
  const rest = inArn(arn);
  return rest.slice(rest.search(/[:/]/) + 1);
}

/** Filters of EC2, which find nothing where an unknown id would be an error. */
export const ec2Filter = (name: string, arn: string): Record<string, unknown> => ({
  Filters: [{ Name: name, Values: [idInArn(arn)] }],
});
