import { Radio } from "@mantine/core";
import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";

interface Props<V extends string> {
  label: string;
  value: V;
  choices: { value: V; name: string; how: string; testid: string }[];
  onChange: (value: V) => void;
}

/** One of a few ways, each with a sentence that says how it goes. */
export function Choice<V extends string>({ label, value, choices, onChange }: Props<V>) {
  return (
    <Radio.Group value={value} onChange={onChange} label={label}>
      <div className="og-kinds">
        {choices.map((each) => (
          <Radio.Card key={each.value} value={each.value} data-testid={each.testid}>
            {value === each.value ? (
              <IconCircleCheckFilled size={22} aria-hidden />
            ) : (
              <IconCircle size={22} stroke={1.8} aria-hidden />
            )}
            <span>
              <b>{each.name}</b>
              <small>{each.how}</small>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
