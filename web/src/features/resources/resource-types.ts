import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { sentence } from '../../ui/words.ts';

/** Turns the id of a resource type into its title: `s3_bucket` → `S3 bucket`. */
export function useResourceTypes(): (type: string) => string {
  const types = useQuery({ ...read('listResourceTypes'), staleTime: Number.POSITIVE_INFINITY });
  return (type) => types.data?.data.find((known) => known.type === type)?.title ?? sentence(type);
}
