import { z } from 'zod';

const maxPerPage = 100;
const defaultPerPage = 20;
/** Deep pages cost as much as all pages before them; exports are for that. */
const maxOffset = 10_000_000;

const pageNumber = z.coerce.number().int().min(1).max(maxOffset).optional();
const pageSize = z.coerce.number().int().min(1).max(maxPerPage).optional();

/** The query parameters of a list, with the names that other clients use. Spread into a query schema. */
export const pageParameters = {
  page: pageNumber.describe('Page, from 1.'),
  per_page: pageSize.describe(`Items per page, at most ${maxPerPage}; ${defaultPerPage} when absent.`),
  pageSize: pageSize.describe('The same as per_page.'),
  page_size: pageSize.describe('The same as per_page.'),
  limit: pageSize.describe('Items, with offset.'),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(maxOffset)
    .optional()
    .describe('Items to leave out, with limit.'),
};

export type PageQuery = {
  page?: number | undefined;
  per_page?: number | undefined;
  pageSize?: number | undefined;
  page_size?: number | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
};
/** The part of a list that was asked for. */
export type PageWanted = { page: number; perPage: number; offset: number };

export function pageWanted(query: PageQuery): PageWanted {
  const perPage = query.per_page ?? query.pageSize ?? query.page_size ?? query.limit ?? defaultPerPage;
  const page = query.page ?? (query.offset === undefined ? 1 : Math.floor(query.offset / perPage) + 1);
  const offset = query.page === undefined && query.offset !== undefined ? query.offset : (page - 1) * perPage;
  return { page, perPage, offset };
}

/** The response schema of a list of `item`; `extra` adds what the list says besides its items. */
export function pageOf<T extends z.ZodType, X extends z.ZodRawShape = Record<never, never>>(
  item: T,
  extra?: X,
) {
  const count = z.number().int().min(0);
  return z.object({
    data: z.array(item),
    meta: z.object({ total: count, page: count, per_page: count }),
    pagination: z.object({ page: count, pageSize: count, total: count, totalPages: count }),
    ...(extra ?? ({} as X)),
  });
}

export function pageAnswer<T>(wanted: PageWanted, total: number, data: T[]) {
  const { page, perPage } = wanted;
  return {
    data,
    meta: { total, page, per_page: perPage },
    pagination: { page, pageSize: perPage, total, totalPages: Math.ceil(total / perPage) },
  };
}
