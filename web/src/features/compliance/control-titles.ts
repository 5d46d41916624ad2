import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

const perPage = 100;

/** The titles of the controls of a framework version, by id; an id that is not known yet stands for itself. */
export function useControlTitles(frameworkId: string, version: string): (id: string) => string {
  const titles = useQuery({
    queryKey: ['controlTitles', frameworkId, version],
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      const found = new Map<string, string>();
      for (let page = 1, pages = 1; page <= pages; page += 1) {
        const answer = await api.call('listControls', {
          query: { framework: `${frameworkId}:${version}`, page, per_page: perPage },
          signal,
        });
        for (const { id, title } of answer.data) found.set(id, title);
        pages = answer.pagination.totalPages;
      }
      return found;
    },
  });
  return (id) => titles.data?.get(id) ?? id;
}
