import { z } from 'zod';

/** Generous bounds: a vendor's answer within its own quotas always fits, a runaway answer does not. */
export const text = z.string().max(65_536).optional();
export const flag = z.boolean().optional();
export const number = z.number().optional();
export const texts = z.array(z.string().max(4096)).max(20_000).optional();
export const listOf = <T extends z.ZodType>(member: T) => z.array(member).max(20_000).optional();
/** A JSON structure that is the user's own: a policy, a template. */
export const document = z
  .union([z.record(z.string().max(4096), z.unknown()), z.string().max(262_144)])
  .optional();
export const tags = listOf(z.looseObject({ Key: z.string().max(512), Value: z.string().max(1024) }));
/** An open structure of the vendor, of which the given properties are known. */
export const struct = <S extends z.ZodRawShape>(shape: S) => z.looseObject(shape).optional();
