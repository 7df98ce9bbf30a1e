module touchstone.dev/images/flannel

go 1.22
