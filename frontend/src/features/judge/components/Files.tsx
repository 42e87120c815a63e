import { IconFileText } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { sizeText } from "@/lib/size";
import type { QueueEntry } from "../api/types";
import { bilingual } from "../state/words";

/** The entry in one line and the files that this judge may open. */
export function Files({ entry }: { entry: QueueEntry }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  return (
    <>
      <p>{words(bilingual(entry.title))}</p>
      <ul>
        {entry.files.map((file) => (
          <li key={file.id}>
            <a href={file.url} download>
              <IconFileText size={20} stroke={1.8} aria-hidden />
              <span>{file.name}</span>
              <small className="num">
                {[file.pages ? t("file.pages", { count: file.pages }) : "", sizeText(file.size)]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
