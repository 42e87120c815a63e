import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Planned, Publication } from "../api/types";

/** What will be public, exactly as the hash covers it. */
export function PublishedRows({ publication }: { publication: Publication }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const { rows, awards } = publication.document;
  const certificates = certificatesOf(publication);
  const columns = ["rank", "number", "team", "final", "award"];
  if (certificates.size > 0) columns.push("certificate");
  return (
    <details className="og-preview" open={publication.state !== "opened"}>
      <summary>{t("publish.preview", { count: rows.length })}</summary>
      <div className="og-scroll" tabIndex={0} role="region" aria-label={t("publish.content")}>
        <table className="og-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className={column === "final" ? "n" : ""}>
                  {t(column === "number" ? "entries.number" : `results.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const award = awards.find(({ level }) => level === row.award);
              return (
                <tr key={row.entry}>
                  <td className="num">{row.rank ?? "—"}</td>
                  <td className="num">{row.number}</td>
                  <th scope="row">{words(row.team)}</th>
                  <td className="num n final">{row.final ?? "—"}</td>
                  <td>{award ? words(award.name) : t(`outcome.${row.outcome}`)}</td>
                  {certificates.size > 0 && (
                    <td className="num">
                      <Certificate planned={certificates.get(row.number)} />
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** The certificate of each entry's number that comes with this list. */
const certificatesOf = ({ document }: Publication): Map<string, Planned> =>
  new Map(
    document.steps
      .flatMap((step) => step.inserts)
      .filter((planned) => planned.code !== undefined)
      .map((planned) => [planned.entry, planned]),
  );

/** Its number, and the page where anybody checks it. */
function Certificate({ planned }: { planned: Planned | undefined }) {
  if (!planned) return "—";
  return <a href={`/v/${planned.code}`}>{planned.number}</a>;
}
