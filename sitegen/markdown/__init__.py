"""What happens to the text of a page: values, formulas, our elements."""
