import type { Json } from '../../../../core/json.ts';
import type { Difference, NoiseRule } from './rule.ts';

/**
 * `my-role`, `role/my-role` and `arn:aws:iam::1:role/my-role` are one thing: many settings accept either form
 * and are returned in the other.
 */
export const nameOrArn: NoiseRule = {
  id: 'name-or-arn',
  sentence: 'One is the name, the other the full identifier (ARN) of the same thing.',
  source: 'AWS: many properties accept a name or id and are returned as an ARN',
  folds: (difference) => sameReference(difference.before, difference.after, difference),
};

function sameReference(before: Json | undefined, after: Json | undefined, difference: Difference): boolean {
  if (typeof before !== 'string' || typeof after !== 'string') return false;
  if (before === '' || after === '') return false;
  // The service put a name space before the declared name.
  if (
    difference.mode === 'declared' &&
    /^[A-Za-z]+:$/.test(after.slice(0, -before.length)) &&
    after.endsWith(before)
  )
    return true;
  if (before.startsWith('arn:') === after.startsWith('arn:')) return false;
  const [arn, name] = before.startsWith('arn:') ? [before, after] : [after, before];
  return arnNames(arn, name, difference);
}

/** Whether `name` is a way to name what `arn` identifies. */
function arnNames(arn: string, name: string, { context }: Difference): boolean {
  const parts = arn.split(':');
  if (parts.length < 6) return false;
  const resource = parts.slice(5).join(':').replace(/:\*$/, '');
  if (name === resource) return true;
  // The name must begin where a part of the identifier begins, or every suffix would be a name.
  if (resource.endsWith(`/${name}`) || resource.endsWith(`:${name}`)) return true;
  const [service, account] = [parts[2], parts[4]];
  // The short form in policies of an API, which stands for this very API.
  if (service === 'execute-api' && name.startsWith('execute-api:/')) {
    return resource.slice(resource.indexOf('/')) === name.slice('execute-api:'.length);
  }
  if (service === 'iam' && resource === 'root' && name === account) return true;
  if (service === 'kms' && name.startsWith('alias/')) {
    const target = context.kmsAliasTargets?.[name];
    return target !== undefined && resource === `key/${target}`;
  }
  return false;
}
