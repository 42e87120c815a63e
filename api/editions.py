"""What the resources around an edition share: finding it."""

from uuid import UUID

from api.views import View
from contest.models import Edition
from contest.selectors.editions import edition_visible_to


class EditionView(View):
    """Finds the edition; the policy of each view says who may know of what it holds."""

    def edition(self, edition_id: UUID) -> Edition:
        """The edition. Raises not_found for one that the viewer may not know of."""
        return edition_visible_to(self.viewer, edition_id=edition_id)
