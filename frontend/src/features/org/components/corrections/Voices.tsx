import { IconCheck, IconHourglass, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";
import type { Office, Voice } from "../../api/corrections";

const OFFICES: Office[] = ["panel", "verifier"];

interface Props {
  voices: Voice[];
  /** Whether somebody still has to speak. */
  open: boolean;
  zone: string;
}

/** What the two have said, and for whom is waited. */
export function Voices({ voices, open, zone }: Props) {
  return (
    <ul className="voices">
      {OFFICES.map((office) => (
        <VoiceLine
          key={office}
          office={office}
          voice={voices.find((each) => each.office === office)}
          open={open}
          zone={zone}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  office: Office;
  voice: Voice | undefined;
  open: boolean;
  zone: string;
}

function VoiceLine({ office, voice, open, zone }: LineProps) {
  const { t } = useTranslation("corrections");
  const words = useWords();
  if (!voice && !open) return null;
  const Icon = !voice ? IconHourglass : voice.approves ? IconCheck : IconX;
  const said = !voice ? "waits" : voice.approves ? "approves" : "refuses";
  return (
    <li className={said} data-testid={`voice-${office}`} data-said={said}>
      <Icon size={18} stroke={2} aria-hidden />
      <span>
        {t(`${said}.${office}`, { name: voice ? words(voice.by.name) : "" })}
        {voice?.words && <q>{voice.words}</q>}
      </span>
      {voice && <When at={voice.said_at} zone={zone} />}
    </li>
  );
}
