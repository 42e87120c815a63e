import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useEntry } from "../state/context";

/** The one next action of an entry: to the check before submitting. */
export function SubmitLink() {
  const { t } = useTranslation("team");
  const { entry, editable } = useEntry();
  if (!editable) return null;
  return (
    <Link
      to="/team/$entry/submit"
      params={{ entry: entry.id }}
      className="tm-action strong"
      data-testid="go-submit"
    >
      {entry.submitted_at ? t("submit.goAgain") : t("submit.go")}
    </Link>
  );
}
