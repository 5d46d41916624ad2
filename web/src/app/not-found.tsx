import { Empty } from '../ui/state.tsx';
import { paths } from './paths.ts';

export function NotFound() {
  return (
    <main>
      <h1 className="visually-hidden">Not found</h1>
      <Empty title="There is no such page" action={{ label: 'Open the dashboard', href: paths.dashboard() }}>
        The address may be mistyped, or the page belongs to another version.
      </Empty>
    </main>
  );
}
