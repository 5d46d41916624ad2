import {
  ActionIcon,
  Button,
  Checkbox,
  JsonInput,
  MultiSelect,
  NumberInput,
  Select,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { sentence } from '../../ui/words.ts';
import {
  ProviderPicker,
  ProvidersPicker,
  RemediationsPicker,
  ResourcePicker,
  ResourceTypePicker,
} from './pickers.tsx';
import { type Field, schemaFields } from './schema-fields.ts';
import classes from './wizard.module.css';

type Values = Record<string, unknown>;

/**
 * A form made from the JSON Schema of a job type's parameters. What it does not know, it takes as JSON, so that a
 * new job type is never out of reach.
 */
export function SchemaForm({
  schema,
  values,
  onChange,
  problems,
  prefixes = ['', 'configuration.'],
}: {
  schema: unknown;
  values: Values;
  onChange: (values: Values) => void;
  problems: Record<string, string>;
  /** What the server may put before the name of a field when it reports a problem. */
  prefixes?: string[];
}) {
  const fields = schemaFields(schema);
  if (fields.length === 0) return <p className="dim">Jobs of this type take no parameters.</p>;
  return (
    <div className={classes.fields}>
      {fields.map((field) => (
        <Input
          key={field.name}
          field={field}
          value={values[field.name]}
          error={problemOf(field.name, problems, prefixes)}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
        />
      ))}
    </div>
  );
}

/** The problem of a field, also of something inside it. */
function problemOf(name: string, problems: Record<string, string>, prefixes: string[]): string | undefined {
  for (const prefix of prefixes) {
    for (const [path, message] of Object.entries(problems)) {
      if (path === prefix + name) return message;
      if (path.startsWith(`${prefix}${name}.`))
        return `${path.slice(prefix.length + name.length + 1)}: ${message}`;
    }
  }
  return undefined;
}

function Input({
  field,
  value,
  error,
  onChange,
}: {
  field: Field;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}) {
  const common = { label: field.label, description: field.description, required: field.required, error };
  const text = typeof value === 'string' ? value : '';
  const chosen = value ?? field.fallback;
  const list = Array.isArray(chosen) ? chosen.map(String) : [];
  if (field.name === 'provider_id') {
    return (
      <ProviderPicker {...common} value={typeof value === 'number' ? value : null} onChange={onChange} />
    );
  }
  if (field.name === 'resource_id') {
    return (
      <ResourcePicker {...common} value={typeof value === 'number' ? value : null} onChange={onChange} />
    );
  }
  if (field.name === 'provider_ids') {
    return (
      <ProvidersPicker {...common} value={list} onChange={(ids) => onChange(ids.map((id) => Number(id)))} />
    );
  }
  if (field.name === 'remediations')
    return <RemediationsPicker {...common} value={list} onChange={onChange} />;
  if (field.name === 'resource_type')
    return <ResourceTypePicker {...common} value={text} onChange={onChange} />;
  switch (field.kind) {
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          placeholder={typeof field.fallback === 'number' ? String(field.fallback) : undefined}
          min={field.minimum}
          max={field.maximum}
          allowDecimal={!field.integer}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      );
    case 'boolean':
      return (
        <Checkbox
          label={field.label}
          description={field.description}
          error={error}
          checked={value === undefined ? field.fallback === true : value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={field.options.map((option) => ({ value: option, label: optionWords(option) }))}
          value={
            typeof value === 'string' ? value : typeof field.fallback === 'string' ? field.fallback : null
          }
          clearable={!field.required && field.fallback === undefined}
          placeholder={field.required ? 'Choose' : 'Any'}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case 'choices':
      return (
        <MultiSelect
          {...common}
          data={field.options.map((option) => ({ value: option, label: optionWords(option) }))}
          value={list}
          searchable
          clearable
          onChange={onChange}
        />
      );
    case 'texts':
      return <TagsInput {...common} value={list} placeholder="Enter adds one" onChange={onChange} />;
    case 'pairs':
      return <Pairs field={field} value={value} error={error} onChange={onChange} />;
    case 'json':
      return <Json field={field} value={value} error={error} onChange={onChange} />;
    default:
      return (
        <TextInput
          {...common}
          value={text}
          placeholder={typeof field.fallback === 'string' ? field.fallback : undefined}
          maxLength={field.maximum}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

const optionWords = (option: string): string =>
  ['pdf', 'csv', 'json'].includes(option) ? option.toUpperCase() : sentence(option);

type Part = { field: Field; value: unknown; error: string | undefined; onChange: (value: unknown) => void };

/** Names and their values, such as tags. */
function Pairs({ field, value, error, onChange }: Part) {
  const given = value !== null && typeof value === 'object' ? Object.entries(value) : [];
  const [rows, setRows] = useState<[string, string][]>(
    given.length === 0 ? [['', '']] : given.map(([name, text]) => [name, String(text)]),
  );
  const put = (next: [string, string][]) => {
    setRows(next);
    onChange(Object.fromEntries(next.filter(([name]) => name.trim() !== '')));
  };
  return (
    <fieldset className={classes.pairs} aria-label={field.label}>
      <legend>
        {field.label}
        {field.required ? ' *' : ''}
      </legend>
      {field.description === undefined ? null : <p className="dim">{field.description}</p>}
      {rows.map(([name, text], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other identity while one types
        <div key={index}>
          <TextInput
            aria-label={`Name ${index + 1}`}
            placeholder="name"
            value={name}
            onChange={(event) => {
              const { value: next } = event.currentTarget;
              put(rows.map((row, at) => (at === index ? [next, row[1]] : row)));
            }}
          />
          <TextInput
            aria-label={`Value ${index + 1}`}
            placeholder="value"
            value={text}
            onChange={(event) => {
              const { value: next } = event.currentTarget;
              put(rows.map((row, at) => (at === index ? [row[0], next] : row)));
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${name === '' ? `row ${index + 1}` : name}`}
            onClick={() => put(rows.length === 1 ? [['', '']] : rows.filter((_, at) => at !== index))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {error === undefined ? null : (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
      <span>
        <Button size="compact" variant="default" onClick={() => setRows([...rows, ['', '']])}>
          Add another
        </Button>
      </span>
    </fieldset>
  );
}

function Json({ field, value, error, onChange }: Part) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  const [broken, setBroken] = useState(false);
  return (
    <JsonInput
      label={field.label}
      description={field.description ?? 'As JSON.'}
      required={field.required}
      autosize
      minRows={3}
      value={text}
      error={broken ? 'This is not JSON yet; the last correct version counts.' : error}
      onChange={(next) => {
        setText(next);
        try {
          onChange(next.trim() === '' ? undefined : JSON.parse(next));
          setBroken(false);
        } catch {
          setBroken(true);
        }
      }}
    />
  );
}
