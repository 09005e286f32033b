# Reads the tables of this export into data frames: tables <- read_cohort("path/to/the/folder")
#
# tables$regimens is one data frame; days and numbers are numeric, yes or no is logical, codes are factors whose labels
# are those of the value set. Needs R 4.0 or later and no package.

read_cohort <- function(folder = ".") {
  plain <- function(...) {
    read.csv(file.path(folder, ...), colClasses = "character", na.strings = "", check.names = FALSE,
             encoding = "UTF-8")
  }
  codebook <- plain("codebook.csv")
  values <- plain("values.csv")

  read_table <- function(name) {
    columns <- codebook[codebook$table == name, ]
    frame <- plain("tables", paste0(name, ".csv"))
    frame[] <- lapply(frame, function(one) sub("^'", "", one))
    for (place in seq_len(nrow(columns))) {
      column <- columns$column[place]
      holds <- columns$holds[place]
      set <- columns$value_set[place]
      if (holds %in% c("day", "number")) {
        frame[[column]] <- as.numeric(frame[[column]])
      } else if (holds == "yes or no") {
        frame[[column]] <- frame[[column]] == "true"
      } else if (holds == "code" && !is.na(set)) {
        codes <- values[values$value_set == set, ]
        frame[[column]] <- factor(frame[[column]], levels = codes$code, labels = codes$label)
      }
    }
    frame
  }

  names <- unique(codebook$table)
  stats::setNames(lapply(names, read_table), names)
}
