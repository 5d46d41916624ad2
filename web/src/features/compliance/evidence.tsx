import classes from './compliance.module.css';
import { type Unseen, unseenWords } from './compliance-words.ts';

const longest = 400;

/** The values that decided, by their paths. */
export function Evidence({ evidence }: { evidence: unknown }) {
  if (typeof evidence !== 'object' || evidence === null) return null;
  const entries = Object.entries(evidence);
  if (entries.length === 0) return null;
  return (
    <dl className={classes.evidence} aria-label="Evidence">
      {entries.map(([path, value]) => (
        <Value key={path} path={path} value={value} />
      ))}
    </dl>
  );
}

function Value({ path, value }: { path: string; value: unknown }) {
  const text = value === undefined || value === null ? 'not set' : JSON.stringify(value);
  return (
    <div>
      <dt className="mono">{path}</dt>
      <dd className="mono">{text.length > longest ? `${text.slice(0, longest)}…` : text}</dd>
    </div>
  );
}

/** What could not be seen, with the permission to grant. */
export function UnseenList({ unseen }: { unseen: readonly Unseen[] }) {
  if (unseen.length === 0) return null;
  return (
    <ul className={classes.unseen}>
      {unseen.map((each) => (
        <li key={`${each.type} ${each.path} ${each.region ?? ''} ${each.permission ?? ''}`}>
          {unseenWords(each)}
        </li>
      ))}
    </ul>
  );
}
