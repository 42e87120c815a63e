interface Props<Value extends string | number> {
  label: string;
  name: string;
  all: readonly Value[];
  /** Null where nothing is chosen yet. */
  now: Value | null;
  words: (value: Value) => string;
  onChoose: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function Choices<Value extends string | number>(props: Props<Value>) {
  const { label, name, all, now, words, onChoose } = props;
  return (
    <fieldset className="jd-choices">
      <legend>{label}</legend>
      <div>
        {all.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === now}
            data-testid={`${name}-${value}`}
            onClick={() => onChoose(value)}
          >
            {words(value)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
