import type { Framework, FrameworkOutline, MappedControl } from '../define-framework.ts';

const providers = ['aws', 'gcp', 'azure', 'kubernetes', 'all'];

/** Everything that is wrong with the declaration of one framework, as sentences; empty when it conforms. */
export function frameworkProblems(framework: FrameworkOutline, controls: readonly MappedControl[]): string[] {
  const problems: string[] = [];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(framework.id) || framework.id.length > 40)
    problems.push(`the id "${framework.id}" is not kebab-case of at most 40 characters`);
  if (!/^[0-9][0-9a-z.-]*$/.test(framework.version) || framework.version.length > 20)
    problems.push(`"${framework.version}" is no version`);
  if (!providers.includes(framework.provider)) problems.push(`there is no provider ${framework.provider}`);
  if (!framework.url.startsWith('https://')) problems.push(`${framework.url} is no https address`);
  if (framework.description.length < 20 || framework.description.length > 400)
    problems.push('the description has under 20 or over 400 characters');
  if (framework.requirements.length === 0) problems.push('it has no requirement');
  problems.push(
    ...repeated('category', framework.categories),
    ...repeated('requirement', framework.requirements),
  );
  const categories = new Set(framework.categories.map(({ id }) => id));
  const known = new Set(controls.map(({ id }) => id));
  for (const requirement of framework.requirements) {
    const { id, title, category, manual, also = [], not = {}, noneRecorded } = requirement;
    if (id.length === 0 || id.length > 40 || id.trim() !== id) problems.push(`"${id}" is no number`);
    if (!categories.has(category))
      problems.push(`${id} is in the category "${category}", which is not there`);
    if (title.length < 5 || title.length > 140 || title.endsWith('.'))
      problems.push(`the title of ${id} has under 5 or over 140 characters, or ends in a full stop`);
    if (manual !== undefined && (manual.length < 20 || manual.length > 300 || !manual.endsWith('.')))
      problems.push(`the reason why a person must look at ${id} is no sentence of 20 to 300 characters`);
    for (const name of [...also, ...Object.keys(not)]) {
      if (!name.startsWith('prowler:') && !known.has(name))
        problems.push(`${id} names ${name}, which is not there`);
    }
    if (noneRecorded !== undefined && noneRecorded.length < 20)
      problems.push(`${id} does not say why it takes no recorded check`);
    for (const [name, reason] of Object.entries(not)) {
      if (reason.length < 20) problems.push(`${id} does not say why it leaves out ${name}`);
    }
  }
  const empty = framework.categories.filter(({ id }) =>
    framework.requirements.every(({ category }) => category !== id),
  );
  problems.push(...empty.map(({ id }) => `the category ${id} has no requirement`));
  return problems;
}

function repeated(what: string, members: readonly { id: string }[]): string[] {
  const ids = members.map(({ id }) => id);
  return ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `the ${what} ${id} is there more than once`);
}

/** Controls that no framework counts on and that do not say why. */
export function strayControls(
  frameworks: readonly Framework[],
  controls: readonly (MappedControl & { withoutFramework?: string })[],
): string[] {
  const used = new Set(
    frameworks.flatMap(({ requirements }) => requirements.flatMap((requirement) => requirement.controls)),
  );
  const problems: string[] = [];
  for (const { id, withoutFramework } of controls) {
    if (!used.has(id) && withoutFramework === undefined)
      problems.push(`${id} is in no framework: name its equivalents, or say withoutFramework`);
    if (used.has(id) && withoutFramework !== undefined)
      problems.push(`${id} is in a framework, though it says "${withoutFramework}"`);
  }
  return problems;
}
