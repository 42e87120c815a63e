import { useTranslation } from "react-i18next";

/** Screening as a bar of its questions; the figure says the same. */
export function ChecksBar({ done, total }: { done: number; total: number }) {
  const { t } = useTranslation("zone");
  if (total === 0) return null;
  return (
    <div className="zn-prog">
      <div className="l">
        <span>{t("checks.title")}</span>
        <b className="num">
          {done} / {total}
        </b>
      </div>
      <div className="bar" aria-hidden>
        {Array.from({ length: total }, (_, index) => (
          <i key={index} className={index < done ? "on" : ""} />
        ))}
      </div>
    </div>
  );
}
