"""One sheet: from the marks of a judge to the total that they make."""
